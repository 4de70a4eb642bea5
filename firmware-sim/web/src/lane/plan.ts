/** Plan of a lane, in units of the drawing: the street left, the school right, the corridor between two cabinets. */
export const PLAN = { width: 360, height: 130, middle: 180, top: 38, bottom: 104, walk: 71 } as const;
