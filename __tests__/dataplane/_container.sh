#!/bin/sh
# Becomes process 1 of a container, in mount and process namespaces of its own:
# sh _container.sh PID-FILE ROOT UID:GID HOST-NAME [bind SOURCE TARGET | bind-ro SOURCE TARGET]... run COMMAND...
#
# The root filesystem is read-only; the command has no capability and cannot gain one.
set -eu
pid_file=$1
root=$2
user=$3
echo "$4" >/proc/sys/kernel/hostname
shift 4

# The /proc of the outer process namespace is still there: this is the number by which others know the process.
read -r pid _ </proc/self/stat
echo "$pid" >"$pid_file"

mount --bind "$root" "$root"
cd "$root"
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t tmpfs -o mode=0755,size=64k tmpfs dev
mknod -m 0666 dev/null c 1 3
mknod -m 0666 dev/zero c 1 5
mknod -m 0666 dev/random c 1 8
mknod -m 0666 dev/urandom c 1 9
mknod -m 0666 dev/tty c 5 0
mkdir dev/pts
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd

while [ "$1" != run ]; do
  mount --bind "$2" "$root/$3"
  case $1 in bind-ro) mount -o remount,bind,ro "$root/$3" ;; esac
  shift 3
done
shift
mount -o remount,bind,ro "$root"

# chroot needs these three once more; after the change of user nothing can use them.
exec setpriv --no-new-privs --bounding-set=-all,+sys_chroot,+setuid,+setgid \
  chroot --userspec="$user" --groups="${user#*:}" "$root" "$@"
