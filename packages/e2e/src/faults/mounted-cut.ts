// A power cut on a real file system: ext4 on a file of its own, told to forget what it has not written yet, in the middle of the load.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { spawnRelay } from '../test/relay.ts';
import { tempDir } from '../test/temp-dir.ts';
import { freely, inHouse } from './house.ts';
import { lostIn } from './lost.ts';

export interface MountedCut {
  readonly acked: number;
  readonly lost: number;
}

interface Disk {
  readonly path: string;
  /** Nothing more reaches the disk, and what has not reached it is gone with the next `back`. */
  cut(): void;
  /** Power again: mounted anew. */
  back(): void;
  remove(): void;
}

const diskBytes = 268_435_456;
/** FS_IOC_SHUTDOWN with FS_SHUTDOWN_FLAGS_NOLOGFLUSH. Node has no ioctl; perl is on every Debian. */
const shutdown =
  'sysopen(F,$ARGV[0],0) or die "open: $!"; my $f=pack("L",2); ioctl(F,0x8004587d,$f) or die "ioctl: $!"';

function sh(program: string, ...args: string[]): void {
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${error?.message ?? stderr.trim()}`);
}

/** A reason instead of a disk where the kernel forbids it. */
function cuttableDisk(): Disk | string {
  const dir = tempDir();
  const [image, path] = [join(dir.path, 'image'), join(dir.path, 'disk')];
  mkdirSync(path);
  closeSync(openSync(image, 'w'));
  truncateSync(image, diskBytes);
  try {
    sh('mkfs.ext4', '-q', '-F', image);
    sh('mount', '-o', 'loop', image, path);
  } catch (error) {
    dir.remove();
    return `no disk can be cut here: ${(error as Error).message}`;
  }
  return {
    path,
    cut: () => sh('perl', '-e', shutdown, path),
    back() {
      sh('umount', path);
      sh('mount', '-o', 'loop', image, path);
    },
    remove() {
      spawnSync('umount', ['-l', path]);
      dir.remove();
    },
  };
}

/** One cut, after about `acks` acknowledgements. With `full` the relay goes on afterwards, and everything is compared. */
export async function cutMountedPower(durability: 'full' | 'relaxed', acks: number): Promise<MountedCut | string> {
  const disk = cuttableDisk();
  if (typeof disk === 'string') return disk;
  try {
    const data = join(disk.path, 'data');
    return await inHouse({ data, durability, load: { visitors: 4 } }, async (house) => {
      const { load } = house;
      const { port } = house.relay;
      await load.moreAcks(acks);
      disk.cut();
      const acked = [...load.acks];
      await house.relay.kill();
      disk.back();
      const lost = await lostIn(house.database, acked);
      if (durability === 'full') {
        house.relay = await spawnRelay({ data, durability, port, limits: freely });
        await load.moreAcks(50);
        const { open } = await house.judge();
        if (open > 0) throw new Error(`${open} messages were never settled`);
      }
      return { acked: acked.length, lost };
    });
  } finally {
    disk.remove();
  }
}
