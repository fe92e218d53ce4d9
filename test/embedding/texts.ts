/** Texts on which tokenizers differ, or break. */
export const HARD_TEXTS: readonly (readonly [name: string, text: string])[] = [
  ["a question", "Hello, how do I get my money back?"],
  ["marks and accents", "Ünïcödé straße test’s “quoted” $19.99 – e-mail@x.com"],
  ["Chinese", "我怎样才能退款？北京"],
  ["Arabic", "مرحبا بالعالم"],
  ["Hindi", "नमस्ते दुनिया"],
  ["Korean", "한국어 조합"],
  ["Turkish", "İstanbul ŞİŞLİ ǅ"],
  ["ligatures and fractions", "ﬁne ½ ① ™"],
  ["emoji", "👩‍👩‍👧 family 🎉"],
  ["nothing", ""],
  ["spaces", " \t\n\u00a0\u3000 "],
  ["half a surrogate pair", "\ud800 x \udc00"],
  ["NUL and other controls", "a\0b\u0001c\u200b\ufeff\u007f"],
  ["the model's own marks", "[SEP] [MASK] hi [CLS] [PAD]"],
  ["ten thousand letters", "a".repeat(10_000)],
  ["a heap of accents", "a\u0301\u0301\u0301b".repeat(50)],
  ["more than the model reads", "How do refunds work? ".repeat(100)],
];

export function cosine(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, number, index) => sum + number * (other[index] ?? Number.NaN), 0);
}
