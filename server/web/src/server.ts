// The server's API, as the pages call it. Every body that matters is sealed or signed; nothing here can open it.

/** An error that the server answered with, or its silence (HW-720). */
export class ServerError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

async function ask(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(`/api/v1/${path}`, {
      method,
      headers: { "content-type": "application/json", "x-homeward": "1", ...more },
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ServerError(0, "HW-720");
  }
  if (answer.ok) return answer;
  const error = (await answer.json().catch(() => ({}))) as { code?: string };
  throw new ServerError(answer.status, error.code ?? "HW-500");
}

async function json<Answer>(answer: Response): Promise<Answer> {
  const text = await answer.text();
  return (text === "" ? undefined : JSON.parse(text)) as Answer;
}

export const get = async <Answer>(path: string, more: Record<string, string> = {}): Promise<Answer> =>
  json(await ask("GET", path, undefined, more));
export const post = async <Answer>(path: string, body: unknown): Promise<Answer> =>
  json(await ask("POST", path, body));
export const remove = async (path: string): Promise<void> => json(await ask("DELETE", path));

/** Raw bytes, as they were signed: a form, a release. */
export async function bytes(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await ask("GET", path)).arrayBuffer());
}
