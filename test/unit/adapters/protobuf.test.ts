import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeFields, Message } from '../../../src/core/protobuf.ts';

describe('protocol buffers', () => {
	it('read back what was written', () => {
		fc.assert(
			fc.property(fc.nat(), fc.boolean(), fc.string(), (number, flag, text) => {
				const message = new Message(encodeFields({ 1: number, 2: flag, 3: text }));
				assert.equal(message.int(1), number);
				assert.equal(message.bool(2), flag);
				assert.equal(message.text(3), text);
			}),
		);
	});

	it('keep 64-bit ids whole', () => {
		const bytes = Uint8Array.from([0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]);
		assert.equal(new Message(bytes).id(1), 'ffffffffffffffff');
		assert.equal(new Message(bytes).int(1), -1);
	});

	it('give defaults for what is missing', () => {
		const nothing = new Message(new Uint8Array());
		assert.deepEqual([nothing.id(1), nothing.int(1), nothing.text(1), nothing.messages(1)], ['0', 0, '', []]);
	});

	it('never do worse than a RangeError on arbitrary bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
				try {
					new Message(bytes).messages(1);
				} catch (error) {
					assert.ok(error instanceof RangeError, String(error));
				}
			}),
		);
	});
});
