// A call to several peers: what each of its invitations says of it, and which acceptance ends the others (rule R20). One table.

/** What happens to the other invitations of a group when one is accepted. */
const GROUPS = {
  first: { endsOthers: true },
  next: { endsOthers: true },
  all: { endsOthers: false },
} as const satisfies { readonly [mode: string]: { readonly endsOthers: boolean } };

/**
 * How several peers are called: all at once, and one of them answers (`first`); one after the other, until one answers (`next`);
 * all at once, and each may answer (`all`).
 */
export type GroupMode = keyof typeof GROUPS;

/** The modes of a group. A receiver reads an unknown one as the first. */
export const GROUP_MODES: readonly GroupMode[] = ["first", "next", "all"];

/** What an invitation says of the group that it belongs to. */
export interface Group {
  /** The id of the group, the same in all its invitations: in the form of an invitation's id. */
  readonly id: string;
  readonly mode: GroupMode;
  /** How many peers are called, as far as the caller knows when it sends this invitation. */
  readonly size: number;
  /** The other peers, if the caller names them. */
  readonly mates?: readonly string[];
}

/** A group as its caller holds it. */
export interface OwnGroup extends Group {
  /** Whether the others are told who answered. */
  readonly tells?: boolean;
}

/** Whether an acceptance in this group ends its other invitations (rule R20.2). */
export function endsOthers({ mode }: Group): boolean {
  return GROUPS[mode].endsOthers;
}

/** The group as an invitation states it. */
export function statedGroup({ id, mode, size, mates }: OwnGroup): Group {
  return { id, mode, size, ...(mates !== undefined && { mates }) };
}

/** The group that an `invite` states. */
export function readGroup(stated: Omit<Group, "mode"> & { readonly mode: string }): Group {
  const mode = GROUP_MODES.find((it) => it === stated.mode) ?? "first";
  const { id, size, mates } = stated;
  return Object.freeze({ id, mode, size, ...(mates !== undefined && { mates: Object.freeze([...mates]) }) });
}
