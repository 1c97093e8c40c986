import type { FactName, Facts } from '../../core/facts.ts';

/** What one foreign file told. */
export interface Found {
	/** What the file was taken for. */
	readonly kind: string;
	readonly facts: Partial<Facts>;
	/** Why a fact that such a file could hold is not in it. */
	readonly gaps: Partial<Record<FactName, string>>;
	/** Whether the tool did not verify the servers. */
	readonly skipVerify?: boolean;
}
