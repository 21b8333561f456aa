/** Found and not found sound different, so that nobody has to look up from the goods. */
let audio: AudioContext | null = null;

function tone(at: number, from: number, to: number, length: number, type: OscillatorType) {
  if (!audio) return;
  const source = audio.createOscillator();
  const loud = audio.createGain();
  source.type = type;
  source.frequency.setValueAtTime(from, at);
  source.frequency.linearRampToValueAtTime(to, at + length);
  loud.gain.setValueAtTime(0, at);
  loud.gain.linearRampToValueAtTime(0.12, at + 0.006);
  loud.gain.exponentialRampToValueAtTime(0.001, at + length);
  source.connect(loud).connect(audio.destination);
  source.start(at);
  source.stop(at + length);
}

export function sound(what: "found" | "missing") {
  try {
    audio ??= new AudioContext();
    void audio.resume();
    const now = audio.currentTime;
    if (what === "found") tone(now, 1250, 1650, 0.07, "sine");
    else {
      tone(now, 240, 190, 0.16, "square");
      tone(now + 0.2, 240, 170, 0.2, "square");
    }
  } catch {
    // A computer without sound: the word on the screen says it too.
  }
}
