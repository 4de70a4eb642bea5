/** A store's thread that dies before it runs, as one does whose native library cannot be loaded. */
process.exit(1);
