import { makeTempDir } from '../../support/temp-dir.ts';
import { mutationsOf } from './mutations.ts';
import { basesFor, differences } from './oracle.ts';

/** More of the same as the test, by hand: `node test/servers/kubeadm/compare.ts [COUNT] [SEED]`. */
const [count = '200', seed = '1'] = process.argv.slice(2);
const folder = makeTempDir('kubeadm');
for (const minor of ['1.30', '1.36'] as const) {
	const found = await differences(minor, [...mutationsOf(basesFor(minor), Number(seed), Number(count))], folder);
	console.log(`${found.join('\n---\n')}\nkubeadm ${minor}: ${count} files, ${found.length} judged otherwise.`);
}
