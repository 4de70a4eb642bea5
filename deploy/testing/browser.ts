import { type Browser, chromium } from 'playwright-core';
import { findProgram } from './peers.ts';

/** It takes a second or two, with the machine to itself. */
const START_MS = 120_000;

/** The system's Chromium, without a window, kept from calling home. */
export function openBrowser(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath: findProgram('chromium') ?? 'chromium', args, timeout: START_MS });
}
