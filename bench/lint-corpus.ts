import { readFileSync } from 'node:fs';
import data from '../src/schema/data/config-fields.json' with { type: 'json' };

const folder = new URL('../test/fixtures/config-silent/', import.meta.url);
const names = ['kubeadm-init.yaml', 'kubeadm-join.yaml', 'kubeadm-reset.yaml', 'kubeadm-upgrade.yaml', 'etcd-pod.yaml'];
const texts = names.map(name => readFileSync(new URL(name, folder), 'utf8').trimEnd());

/** Right documents of every kind, over and over, until there are as many lines; each round differs in a comment. */
export function linesOf(count: number): string {
	const lines: string[] = [];
	for (let round = 0; lines.length < count; round++) {
		lines.push(...`---\n# round ${round}\n${texts.join('\n---\n')}`.split('\n'));
	}
	return `${lines
		.slice(0, count)
		.join('\n')
		.replace(/\n---\n(?:(?!\n---\n)[^])*$/, '')}\n`;
}

/** One kubeadm file of so many lines: arguments make up its length, as they do in life. */
export function kubeadmFileOf(count: number): string {
	const base = texts[0]?.split('\n') ?? [];
	const section = base.indexOf('apiServer:');
	const at = base.findIndex((line, index) => index > section && /^ +- name:/.test(line));
	const indent = /^ */.exec(base[at] ?? '')?.[0] ?? '';
	const more = Array.from({ length: Math.max(0, Math.floor((count - base.length) / 2)) }, (_each, index) => [
		`${indent}- name: event-ttl-${index}`,
		`${indent}  value: "${index}h"`,
	]);
	return `${[...base.slice(0, at), ...more.flat(), ...base.slice(at)].join('\n')}\n`;
}

type Schema = { readonly [key: string]: unknown };

/** The same fields and types as our tables have, as a schema: chosen by apiVersion and kind, strict. */
export function equivalentSchema(): Schema {
	const kinds = Object.entries(data).flatMap(([apiVersion, fields]) =>
		Object.entries(fields).map(([kind, shape]) => ({ apiVersion, kind, shape: shape as unknown })),
	);
	return {
		$schema: 'http://json-schema.org/draft-07/schema#',
		type: 'object',
		allOf: kinds.map(({ apiVersion, kind, shape }) => ({
			if: {
				properties: { apiVersion: { const: apiVersion }, kind: { const: kind } },
				required: ['apiVersion', 'kind'],
			},
			then: objectOf({ apiVersion: 'string', kind: 'string', ...Object(shape) }),
		})),
	};
}

function objectOf(fields: Readonly<Record<string, unknown>>): Schema {
	const { '*': rest, ...named } = fields;
	const properties = Object.fromEntries(Object.entries(named).map(([name, shape]) => [name, schemaOf(shape)]));
	return { type: 'object', properties, additionalProperties: rest === undefined ? false : schemaOf(rest) };
}

function schemaOf(shape: unknown): Schema {
	if (Array.isArray(shape)) {
		return { type: 'array', items: schemaOf(shape[0]) };
	}
	if (typeof shape === 'object' && shape !== null) {
		return objectOf(Object(shape));
	}
	const types: Readonly<Record<string, string>> = { any: '', bool: 'boolean', float64: 'number' };
	const type = /^u?int/.test(String(shape)) ? 'integer' : (types[String(shape)] ?? 'string');
	return type === '' ? {} : { type: [type, 'null'] };
}
