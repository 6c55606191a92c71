/** Steps at which a long run is looked at, whoever watches: a report's own, so that runs can be compared with its pictures. */
const OWN = [1, 50, 200, 300, 500, 650, 1000, 1250, 2500, 5000];

/** Whether a step is a milestone: the report's, and beyond them 10,000, 25,000, 50,000, 100,000 and so on. */
export function isMilestone(step: number): boolean {
  return OWN.includes(step) || (step > Math.max(...OWN) && /^(1|25|5)0+$/.test(String(step)));
}
