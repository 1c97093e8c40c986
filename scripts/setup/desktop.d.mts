export function desktopCode(): string | undefined;
