import { ApiError, Offline } from "./api/client";
import { t } from "./words";

/** What went wrong on the way to the server or there, for the person. A fault of the app itself goes on. */
export function explain(problem: unknown): string {
  if (problem instanceof Offline) return t("common.offline");
  if (problem instanceof ApiError) return problem.hint ? `${problem.message} ${problem.hint}` : problem.message;
  throw problem;
}
