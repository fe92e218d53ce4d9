/** Whether a UID is in a set such as `1:3,7,9:*`. `*` is the highest there is, so `9:*` has it even when it is below 9 (RFC 3501, section 9). */
export function parseUidSet(set: string, highest: number): ((uid: number) => boolean) | null {
  if (!/^(\d+|\*)(:(\d+|\*))?(,(\d+|\*)(:(\d+|\*))?)*$/.test(set)) return null;
  const ranges = set.split(",").map((range) => {
    const ends = range.split(":").map((end) => (end === "*" ? highest : Number(end)));
    return { from: Math.min(...ends), to: Math.max(...ends) };
  });
  return (uid) => ranges.some(({ from, to }) => uid >= from && uid <= to);
}
