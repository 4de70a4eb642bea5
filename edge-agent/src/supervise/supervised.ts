/** Environment variable by which a child knows that its standard input is its supervisor's pipe. */
export const SUPERVISED = 'VRATAR_SUPERVISED';
