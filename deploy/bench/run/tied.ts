/** Preloaded into each benchmark: it ends with whoever started it, so that none is left behind to spoil the next. */
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
