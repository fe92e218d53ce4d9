import { keep, recall } from "./storage.ts";

const KEY = "switchboard:attention";
const BEEP_HZ = 660;
const BEEP_SECONDS = 0.18;
const QUIET_GAIN = 0.05;

/** False where the browser has no notifications, or not for a page that did not come over TLS. */
export const isAttentionPossible = (): boolean => "Notification" in window;

export function isAttentionWanted(): boolean {
  return isAttentionPossible() && recall(KEY) === true && Notification.permission === "granted";
}

/** Resolves with whether it is on now: the browser asks the operator, who may refuse. */
export async function wantAttention(on: boolean): Promise<boolean> {
  const isAllowed = on && (await Notification.requestPermission()) === "granted";
  keep(KEY, isAllowed ? true : null);
  return isAllowed;
}

/** A conversation waits for a human. What a customer wrote does not belong on a screen that others see. */
export function callAttention(conversationId: string): void {
  if (!isAttentionWanted()) return;
  const shown = new Notification("A conversation waits for a human", { tag: conversationId });
  shown.onclick = () => {
    window.focus();
    location.hash = conversationId;
    shown.close();
  };
  beep();
}

function beep(): void {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = BEEP_HZ;
  volume.gain.value = QUIET_GAIN;
  tone.connect(volume).connect(audio.destination);
  // A browser closes none by itself, and gives only a few.
  tone.onended = () => {
    audio.close().catch(() => {});
  };
  tone.start();
  tone.stop(audio.currentTime + BEEP_SECONDS);
}
