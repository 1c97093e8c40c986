/** How many bytes a text in base64 stands for; `undefined` where Go's standard decoder says no. Line breaks are passed over. */
export function base64Bytes(text: string): number | undefined {
	const plain = text.replace(/[\r\n]/g, '');
	if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) {
		return undefined;
	}
	return (plain.length / 4) * 3 - (/=*$/.exec(plain)?.[0].length ?? 0);
}
