import { which } from './paths.mjs';

/** The desktop VS Code's command where it can open a window, else undefined. */
export function desktopCode() {
	const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
	return display ? which('code') : undefined;
}
