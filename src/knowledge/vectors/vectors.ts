/** How far the vectors of the library have come. */
export interface VectorProgress {
  /** Of the model that is to be used; null: vectors are turned off, and searching goes by words. */
  readonly model: string | null;
  readonly dimension: number | null;
  /** The model that questions are compared by just now: another one while the vectors of a new one are being made. */
  readonly serving: string | null;
  /** Texts that have a vector, and all that shall have one. */
  readonly done: number;
  readonly total: number;
  /** Why none are being made now, or none for questions, for operators; null while all is well. */
  readonly error: string | null;
}

/** The vectors of one model, more of which may come, and the question's. */
export interface Compared {
  readonly model: string;
  readonly question: Float32Array;
  /** Undefined: it has none yet. */
  vectorOf(hash: string): Float32Array | undefined;
}

/** What texts mean, as numbers: made in the background, kept in the database. */
export interface Vectors {
  readonly progress: VectorProgress;
  /** All the texts that shall have vectors, by `hashOf`; in place of those wanted before. */
  want(texts: ReadonlyMap<string, string>): void;
  /** A question beside the vectors to compare it with; null when that cannot be had in time. Never rejects. */
  compare(question: string): Promise<Compared | null>;
  /**
   * Vectors of other texts, in their order, all of the preferred model, to be compared with each other. Null: it cannot be had
   * within some seconds; what was made is kept, and the next call has more. Never rejects.
   */
  of(texts: readonly string[]): Promise<readonly (Float32Array | null)[]>;
  close(): Promise<void>;
}
