import { useEffect, useRef } from 'react';

/** Pitch of a reader's buzzer, Hz. */
const PITCH = 2400;
const LOUDNESS = 0.04;

/** Sounds while `on`; browsers allow it only after the user has touched the page, so the user turns it on. */
export function useBeep(on: boolean): void {
  const context = useRef<AudioContext>(undefined);
  useEffect(() => {
    if (!on) return;
    context.current ??= new AudioContext();
    const tone = context.current.createOscillator();
    const gain = context.current.createGain();
    tone.type = 'square';
    tone.frequency.value = PITCH;
    gain.gain.value = LOUDNESS;
    tone.connect(gain).connect(context.current.destination);
    tone.start();
    return () => tone.stop();
  }, [on]);
}
