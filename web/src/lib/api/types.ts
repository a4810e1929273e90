/** The server's types by the names that the app uses. `schema.d.ts` is generated from its description. */
import type { components } from "./schema";

type Schema = components["schemas"];

/** The server always sends every field; in the description, one that may be empty or has a default is optional. */
export type Full<T> = T extends (infer U)[]
  ? Full<U>[]
  : T extends object
    ? { [K in keyof T]-?: Full<Exclude<T[K], undefined>> }
    : T;

export type Side = Schema["Side"];
export type Kind = Schema["Kind"];
export type Grade = Schema["Grade"];
export type Disposition = Schema["Disposition"];
export type ScreenKind = Schema["ScreenKind"];
export type PainQuality = Schema["PainQuality"];
export type StepOutcome = Schema["StepOutcome"];
export type Action = Schema["Action"];
export type PelvisControl = Schema["PelvisControl"];

export type Answer = string | number;
export type Answers = Record<string, Answer>;

export type Reason = Full<Schema["Reason"]>;
export type Exclusion = Full<Schema["Exclusion"]>;
export type Outcome = Full<Schema["Outcome"]>;
export type Question = Full<Schema["Question"]>;
export type AskIf = Schema["AskIf"];
export type BallOutcome = Full<Schema["BallOutcome"]>;
export type Sign = Full<Schema["Sign"]>;

export type Plan = Full<Schema["Plan"]>;
export type Day = Full<Schema["Day"]>;
export type Prescription = Full<Schema["Prescription"]>;
export type Script = Full<Schema["Script"]>;
export type Step = Full<Schema["Step"]>;
export type Movement = Full<Schema["Movement"]>;
export type Breath = Full<Schema["Breath"]>;
export type Decision = Full<Schema["Decision"]>;
export type Tone = Schema["Tone"];
export type SignVerdict = Full<Schema["SignVerdict"]>;

export type Profile = Full<Schema["Profile"]>;
export type Reading = Schema["Reading"];
export type Measurement = Schema["Measurement"];
export type State = Omit<Full<Schema["State"]>, "answers"> & { answers: Answers };

/** What happened, without the frame that `journal` puts around it. */
export type Event = Schema["Event"];
export type Entry = Schema["Entry"];
export type Contents = Full<Schema["Contents"]>;

export type Told = Full<Schema["Told"]>;
export type Exercise = Full<Schema["ExercisePage"]>;
export type Lesson = Full<Schema["LessonView"]>;
export type LessonPage = Full<Schema["LessonPage"]>;
export type Disagreement = Full<Schema["Disagreement"]>;
export type Claim = Full<Schema["ClaimView"]>;
export type ExerciseMechanics = Full<Schema["ExerciseAnswer"]>;
export type Explored = Full<Schema["Explored"]>;
export type ExploredSide = Full<Schema["ExploredSide"]>;
export type CurvePoint = Full<Schema["CurvePoint"]>;
export type Tier = Schema["Tier"];
export type Programme = Full<Schema["ProgrammeView"]>;
export type InventoryItem = Full<Schema["InventoryItem"]>;
export type Sources = Full<Schema["SourcesView"]>;

export type Measure = Full<Schema["MeasureView"]>;
export type MeasureResult = Full<Schema["MeasureResult"]>;
export type Progress = Full<Schema["Progress"]>;
export type AngleSeries = Full<Schema["AngleSeries"]>;
