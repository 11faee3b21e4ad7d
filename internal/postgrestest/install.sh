#!/bin/sh
# Installs PostgreSQL and PgBouncer, which tests start servers with, where
# Debian's packages can be had without asking. Elsewhere such tests skip; so
# where CI is set it is an error.
set -eu
cd "$(dirname "$0")"

found() {
	command -v "$1" >/dev/null && return
	for dir in $(pg_config --bindir 2>/dev/null) $(cat places); do
		[ ! -x "$dir/$1" ] || return 0
	done
	return 1
}

set --
found initdb || set -- postgresql
found pgbouncer || set -- "$@" pgbouncer
[ $# -gt 0 ] || exit 0

as_root="sudo -n"
[ "$(id -u)" != 0 ] || as_root=
if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
	echo "Installing $* for the tests"
	# Debian starts what it installs, unless this file forbids it.
	$as_root sh -eu -c '
		policy=/usr/sbin/policy-rc.d
		if [ ! -e $policy ]; then
			trap "rm -f $policy" EXIT
			trap "exit 1" HUP INT TERM
			printf "#!/bin/sh\nexit 101\n" >$policy
			chmod +x $policy
		fi
		export DEBIAN_FRONTEND=noninteractive
		install() { apt-get install -q -y --no-install-recommends "$@"; }
		install "$@" || { apt-get -q update && install "$@"; }
	' install "$@" >&2 && exit
fi
echo "Not installed: $*; tests that need it skip, and fail in CI" >&2
[ -z "${CI:-}" ]
