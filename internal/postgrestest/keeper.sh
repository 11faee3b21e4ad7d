# Keeps a folder until its standard input ends, which is when the process ends
# that holds the other end of the pipe, or closes it. Each line says which
# process runs in the folder: its id, or nothing.
dir=$(mktemp -d "$1/praxis-XXXXXX" 2>/dev/null || mktemp -d /tmp/praxis-XXXXXX) || exit
echo "$dir"
pid=
while read -r line; do pid=$line; done
if [ "$pid" ]; then
	kill -s QUIT "$pid" # PostgreSQL's immediate shutdown
	kill -s CONT "$pid" # it may have been stopped
fi
for _ in 1 2 3 4 5 6 7 8 9 10; do
	rm -rf "$dir" && exit # unless something is still being written
	sleep 1
done
