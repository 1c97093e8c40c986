import { setFix, type ScalarSite } from '../config-tree.ts';
import type { Fix } from '../fix.ts';
import { t } from '../words.ts';
import { parseSubnet, type Subnet } from './ip.ts';

/** One subnet, or two of both families with a comma between, and what is wrong with the list. */
export function subnetListOf(site: ScalarSite): {
	readonly subnets: readonly Subnet[];
	readonly problem?: string;
	readonly fix?: Fix | undefined;
} {
	const subnets = site.text.split(',').map(parseSubnet);
	const known = subnets.filter(subnet => subnet !== undefined);
	if (known.length < subnets.length) {
		const tight = site.text.replace(/\s+/g, '');
		const isTight = tight !== site.text && tight.split(',').every(part => parseSubnet(part));
		const fix = isTight ? setFix(t('Write "{0}"', tight), site, tight) : undefined;
		return { subnets: [], problem: t('"{0}" is no list of subnets.', site.text), fix };
	}
	const isDual = known.length === 2 && known[0]?.width !== known[1]?.width;
	return known.length > 2 || (known.length === 2 && !isDual)
		? { subnets: known, problem: t('Two subnets must be one of IPv4 and one of IPv6.') }
		: { subnets: known };
}
