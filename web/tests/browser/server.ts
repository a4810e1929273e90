/** Starts and stops the real program on a free port, with its data in a folder of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BINARY = process.env["SUPPLE_BIN"] ?? join(import.meta.dirname, "../../../target/debug/supple");

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export class Supple {
  private child: ChildProcess | null = null;
  readonly data = mkdtempSync(join(tmpdir(), "supple-web-"));

  private constructor(
    readonly port: number,
    private readonly now: string | null,
  ) {}

  /** `now` sets the program's own idea of today, which fills the sample person. */
  static async start(now: string | null = null): Promise<Supple> {
    const supple = new Supple(await freePort(), now);
    await supple.run();
    return supple;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Runs until it has printed its address. */
  async run(): Promise<void> {
    const args = ["serve", "--no-browser", "--port", String(this.port), "--data", this.data];
    const env = this.now ? { ...process.env, SUPPLE_NOW: this.now } : process.env;
    const child = spawn(BINARY, args, { env, stdio: ["ignore", "pipe", "inherit"] });
    this.child = child;
    await new Promise<void>((done, fail) => {
      child.once("error", fail);
      child.once("exit", (code) => fail(new Error(`supple ended with ${code}`)));
      child.stdout.on("data", (text: Buffer) => text.toString().includes(this.url) && done());
    });
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.removeAllListeners("exit");
    child.once("exit", () => undefined);
    const ended = new Promise<void>((done) => child.once("close", () => done()));
    child.kill("SIGKILL");
    await Promise.race([gone, ended]);
    this.child = null;
  }

  /** Takes every connection and answers none, until `thaw`. */
  freeze(): void {
    this.child?.kill("SIGSTOP");
  }

  thaw(): void {
    this.child?.kill("SIGCONT");
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }

  async get<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1/${path}`);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${this.url}/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
