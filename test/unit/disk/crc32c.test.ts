import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fastCrc32c } from '../../../src/adapters/files/digests.ts';
import { crc32c } from '../../../src/disk/crc32c.ts';

describe('CRC32C', () => {
	it('is that of the standard', () => {
		assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
		assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
	});

	it('goes on from a sum as if all were one', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), (a, b) => {
				assert.equal(crc32c(b, crc32c(a)), crc32c(Buffer.concat([a, b])));
			}),
		);
	});

	it('is the same in WebAssembly', async () => {
		const pieces = fc.sample(fc.uint8Array({ maxLength: 40_000, size: 'max' }), 20);
		const fast = await fastCrc32c();
		pieces.forEach(piece => fast.update(piece));
		assert.equal(fast.value(), crc32c(Buffer.concat(pieces)));
	});
});
