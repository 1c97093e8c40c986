import { parse } from 'lossless-json';
import { ExpectedError } from '../../core/errors.ts';
import { isObject } from '../../core/shapes.ts';
import { t } from '../../core/words.ts';

/** A foreign JSON value, read field by field: what is absent is empty, what is of another kind is refused. */
export class Json {
	readonly #value: unknown;
	readonly #path: string;

	constructor(value: unknown, path = '') {
		this.#value = value;
		this.#path = path;
	}

	/** Integers that a double cannot hold become bigints, so that 64-bit ids stay whole. */
	static parse(text: string): Json {
		try {
			return new Json(parse(text, null, numberOf));
		} catch {
			throw new ExpectedError(t('it is not valid JSON; perhaps it is cut off, or other lines are mixed in.'));
		}
	}

	get isObject(): boolean {
		return isObject(this.#value);
	}

	/** The names of the fields; none for other values. */
	get keys(): readonly string[] {
		return isObject(this.#value) ? Object.keys(this.#value) : [];
	}

	has(name: string): boolean {
		return this.at(name).#value !== undefined;
	}

	/** `null` counts as absent. etcdctl 3.5 writes `clientURLS` where others write `clientURLs`: case does not matter. */
	at(name: string): Json {
		const own = isObject(this.#value) ? this.#value : {};
		const key = name in own ? name : Object.keys(own).find(each => each.toLowerCase() === name.toLowerCase());
		const value = key === undefined ? undefined : own[key];
		return new Json(value === null ? undefined : value, this.#path === '' ? name : `${this.#path}.${name}`);
	}

	list(name: string): readonly Json[] {
		return this.at(name).items();
	}

	items(): readonly Json[] {
		if (this.#value === undefined) {
			return [];
		}
		if (!Array.isArray(this.#value)) {
			throw this.#stranger();
		}
		return this.#value.map((item: unknown, index) => new Json(item, `${this.#path}[${index}]`));
	}

	text(name: string): string {
		const field = this.at(name);
		if (field.#value === undefined) {
			return '';
		}
		if (typeof field.#value !== 'string') {
			throw field.#stranger();
		}
		return field.#value;
	}

	texts(name: string): string[] {
		return this.list(name).map(item => {
			if (typeof item.#value !== 'string') {
				throw item.#stranger();
			}
			return item.#value;
		});
	}

	/** A text, or a list of them: tools differ. */
	textOrTexts(name: string): string[] {
		return typeof this.at(name).#value === 'string' ? [this.text(name)] : this.texts(name);
	}

	number(name: string): number {
		const field = this.at(name);
		const value = field.#value ?? 0;
		if (typeof value !== 'number' && typeof value !== 'bigint') {
			throw field.#stranger();
		}
		return Number(value);
	}

	bool(name: string): boolean {
		const field = this.at(name);
		if (field.#value !== undefined && typeof field.#value !== 'boolean') {
			throw field.#stranger();
		}
		return field.#value ?? false;
	}

	/** A 64-bit id as etcdctl prints it for people; it writes decimal numbers, and hexadecimal text with `--hex`. */
	id(name: string): string {
		const field = this.at(name);
		const value = field.#value ?? 0;
		if (typeof value === 'string' && /^[0-9a-f]+$/i.test(value)) {
			return value.toLowerCase().replace(/^0+(?=.)/, '');
		}
		if ((typeof value !== 'number' && typeof value !== 'bigint') || value < 0) {
			throw field.#stranger();
		}
		return value.toString(16);
	}

	/** As it stands, for what is told apart by its kind. */
	raw(): unknown {
		return this.#value;
	}

	#stranger(): ExpectedError {
		return new ExpectedError(t('"{0}" is not of the kind expected there.', this.#path || t('the whole')));
	}
}

function numberOf(digits: string): number | bigint {
	const value = Number(digits);
	return /^-?\d+$/.test(digits) && !Number.isSafeInteger(value) ? BigInt(digits) : value;
}
