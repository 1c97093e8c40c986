/** How a property over damaged input is run: a tenth with a fixed seed in every test run, the whole under `npm run fuzz`. */
export function fuzzRuns(whole: number): { numRuns: number; seed?: number } {
	return process.env['QUORUM_FUZZ'] === 'whole' ? { numRuns: whole } : { numRuns: Math.ceil(whole / 10), seed: 7 };
}
