/** The code and the failed call of an error of Node's; empty where it has none. */
export function detailsOf(error: unknown): { readonly code: string; readonly syscall: string } {
	// Reading a property of any object is safe; what is not there is undefined.
	const { code, syscall } = Object(error) as { code?: unknown; syscall?: unknown };
	return { code: String(code ?? ''), syscall: String(syscall ?? '') };
}
