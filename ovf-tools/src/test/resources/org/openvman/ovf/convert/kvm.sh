#!/bin/sh
# a virtual machine with a disk and a card on a tap
kvm -M pc -m 1024 -smp 2 -name appserver \
    -drive file=appserver.img,if=ide,index=0,boot=on \
    -net nic,model=virtio,macaddr=00:16:3e:00:00:2a -net tap,ifname=tap0,script=no \
    -vnc :42 -daemonize
