/**
 * Preloaded into the process of each test file: all that it starts inherits whose it is, and keeps that when its own parent
 * has ended. `<process of the runner>:<process of the file>`.
 */
process.env.VRATAR_TEST_FILE ??= `${process.ppid}:${process.pid}`;
