#!/bin/sh
# Stands in for systemctl and for systemd, which cannot be had without an init. Knows etcd.service alone, and reads it as
# systemd does: with the drop-ins of /etc and /run in the order of their names, of several ExecStart= the last, and not anew
# before daemon-reload. Starts and stops the real program. Arguments: folder of the host, then those of systemctl.
folder=$1
shift
while [ "${1#-}" != "$1" ]; do shift; done
state=/run/systemctl
mkdir -p "$state"
# One job after another.
exec 9>"$state/lock"
flock 9

written() {
	dropins=$(ls /etc/systemd/system/etcd.service.d/*.conf /run/systemd/system/etcd.service.d/*.conf 2>/dev/null)
	for f in /etc/systemd/system/etcd.service $(printf '%s\n' "$dropins" | sed 's,.*/\(.*\),\1 &,' | sort | cut -d ' ' -f 2); do
		[ ! -f "$f" ] || { echo "# $f"; cat "$f"; echo; }
	done
}

values() { sed -e ':a' -e '/\\$/{N;s/\\\n//;ta' -e '}' "$state/unit" | sed -n "s/^$1=//p"; }

# A process that has ended and was not waited for has no words any more.
alive() { pid=$(cat "$state/pid" 2>/dev/null) && [ -n "$(tr -d '\0' 2>/dev/null <"/proc/$pid/cmdline")" ]; }

start() {
	! alive || return 0
	[ -e "$state/unit" ] || written >"$state/unit"
	for path in $(values AssertPathExists); do
		case $path in
		!*) [ ! -e "${path#!}" ] ;;
		*) [ -e "$path" ] ;;
		esac || { echo 'Assertion failed on job for etcd.service.' >&2; exit 1; }
	done
	for f in $(values EnvironmentFile | sed 's/^-//; s/%p/etcd/'); do
		[ ! -f "$f" ] || { set -a; . "$f"; set +a; }
	done
	unset $(values UnsetEnvironment)
	rm -f "$state/pid"
	setsid sh -c "echo \$\$ >$state/pid; exec $(values ExecStart | tail -n 1)" >>"$folder/etcd.log" 2>&1 </dev/null 9>&- &
	until [ -s "$state/pid" ]; do sleep 0.05; done
}

stop() {
	! alive || kill "$pid"
	while alive; do sleep 0.05; done
}

case $1 in
cat) written ;;
daemon-reload) written >"$state/unit" ;;
start) start ;;
stop) stop ;;
restart) stop && start ;;
is-active) alive ;;
*) echo "The double of systemctl does not know $1." >&2; exit 1 ;;
esac
