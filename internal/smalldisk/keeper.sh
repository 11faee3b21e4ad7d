# Mounts a file system of so many megabytes on a folder until its standard input
# ends, which is when the process ends that holds the other end of the pipe, or
# closes it. Then both go.
trap '' HUP INT TERM
mount -t tmpfs -o "size=$2m,mode=1777" praxis "$1" || exit
echo mounted
cat >/dev/null
umount --lazy "$1" && rmdir "$1"
