// The day with the SDK in Node: every person is a client of his own over a real socket.
import type {
  Agent as AgentClient,
  AgentConversation,
  StaffState,
  Store,
  Visitor as VisitorClient,
  VisitorConversation,
} from '@rapport/sdk';
import { ChatError } from '@rapport/sdk';
import { agentClient, memoryStorage, visitorClient } from '../test/clients.ts';
import type { House } from './house.ts';
import type { ActOfPeople, Stage } from './play.ts';
import { type Agent, staff, type Visitor, visitors } from './script.ts';

type ActOf<By> = Extract<ActOfPeople, { by: By }>;

/** Only as a failure. */
const patienceMs = 10_000;

export function sdkStage(house: House): Stage {
  const devices = new Map(visitors.map((id) => [id, new Map<string, string>()]));
  const guests = new Map<Visitor, VisitorClient>();
  const agents = new Map<Agent, AgentClient>();
  /** Cuts the connection of an agent, and lets no other be made. */
  const cuts = new Map<Agent, () => void>();

  const guest = (id: Visitor): VisitorClient => present(guests.get(id), id);
  const chat = (id: Visitor): VisitorConversation => present(guest(id).current.getSnapshot(), `the chat of ${id}`);
  const agent = (id: Agent): AgentClient => present(agents.get(id), id);

  /** What follows from a step by the relay's rounds is there half a second later. */
  async function observe<T>(store: Store<T>, is: (value: T) => boolean): Promise<void> {
    await house.clock.pass(500);
    await until(store, is);
  }

  async function visitorActs(step: ActOf<Visitor>): Promise<void> {
    const { by } = step;
    switch (step.does) {
      case 'comes': {
        const client = newGuest(by);
        guests.set(by, client);
        return client.connect();
      }
      case 'leaves page': {
        await house.leaving(() => guest(by).disconnect());
        return guest(by).dispose();
      }
      case 'is refused': {
        const client = newGuest(by);
        const error = await client.connect().then(
          () => null,
          (refused: unknown) => refused,
        );
        if (!ChatError.is(error, 'banned')) throw new Error(`Not refused: ${String(error)}`);
        return client.dispose();
      }
      case 'writes': {
        const current = guest(by).current.getSnapshot();
        if (current) await current.send(step.text).committed();
        else {
          const begun = guest(by).start({ message: step.text });
          await until(begun.state, ({ phase }) => phase !== 'draft');
        }
        return;
      }
      case 'stands':
        return observe(chat(by).state, ({ place }) => place === step.place);
      case 'rates':
        await until(chat(by).state, ({ can }) => can.rate);
        return void (await chat(by).rate(step.rating).committed());
      case 'skips':
        await until(chat(by).state, ({ can }) => can.rate);
        return void (await chat(by).dismiss().committed());
      case 'stays':
        await until(chat(by).state, ({ can }) => can.stay);
        return void (await chat(by).stay());
      case 'leaves queue':
        await until(chat(by).state, ({ can }) => can.leave);
        return void (await chat(by).end());
      case 'ends':
        return void (await chat(by).end());
      case 'complains':
        return void (await chat(by).complain(step.text));
      case 'asks for a lead':
        await chat(by).escalate();
        return until(chat(by).state, ({ lead }) => lead === 1);
    }
  }

  async function agentActs(step: ActOf<Agent>, of: AgentConversation | null): Promise<void> {
    const { by } = step;
    const it = (): AgentConversation => present(of, 'a conversation');
    switch (step.does) {
      case 'comes':
        return await agentComes(by);
      case 'vanishes':
        await house.leaving(() => cuts.get(by)?.());
        return agent(by).dispose();
      case 'goes':
        await agent(by).setPresence('away');
        await house.leaving(() => agent(by).disconnect());
        return agent(by).dispose();
      case 'is':
        return await agent(by).setPresence(step.status);
      case 'is offered':
        return observe(agent(by).offers, (offers) => offers.some(({ conversation }) => conversation === it().id));
      case 'accepts':
        return void (await it().accept());
      case 'declines':
        await until(it().state, ({ hand }) => hand?.to === house.staff[by].id);
        return void (await it().decline());
      case 'joins':
        await until(it().state, ({ lead }) => lead === 1);
        return void (await it().join());
      case 'takes over':
        return void (await it().takeover());
      case 'escalates':
        return void (await it().escalate());
      case 'unblocks':
        return void (await it().unblock());
      case 'watches':
        it().watch(true);
        // Whom she watches sees it.
        return await ownerSees(step.of, it().id, ({ watching }) => watching.includes(house.staff[by].id));
      case 'replies':
        await it().send(step.text).committed();
        return await visitorSees(step.of, step.text);
      case 'notes':
        return void (await it().note(step.text).committed());
      case 'whispers':
        await it().note(step.text, { to: house.staff[step.to].id }).committed();
        return await reads(agent(step.to).conversation(it().id), step.text);
      case 'consults':
        return void (await it().consult({ to: house.staff[step.to].id, text: step.text }));
      case 'hands over':
        return void (await it().transfer({ to: house.staff[step.to].id, note: step.text }));
      case 'gives to team':
        return void (await it().transfer({ team: step.team, note: step.text }));
      case 'cannot hand over': {
        const to = Object.hasOwn(house.staff, step.to) ? house.staff[step.to as Agent].id : step.to;
        const error = await (async () => await it().transfer({ to, note: step.text }))().then(
          () => null,
          (refused: unknown) => refused,
        );
        if (!ChatError.is(error, step.code as 'empty')) throw new Error(`Not refused: ${String(error)}`);
        return;
      }
      case 'ends':
        return void (await it().end({ outcome: step.outcome }));
      case 'calls spam':
        return void (await it().block({ reason: step.text, spam: true }));
    }
  }

  function newGuest(id: Visitor): VisitorClient {
    return visitorClient(house.url, { site: house.site, platform: { storage: memoryStorage(devices.get(id)) } });
  }

  async function agentComes(id: Agent): Promise<void> {
    let isCut = false;
    const client = agentClient(house.url, async () => house.staff[id].token, {
      onSocket: (socket) => {
        if (isCut) socket.terminate();
        cuts.set(id, () => {
          isCut = true;
          socket.terminate();
        });
      },
    });
    agents.set(id, client);
    await client.connect();
  }

  async function ownerSees(of: Visitor, id: string, is: (state: StaffState) => boolean): Promise<void> {
    const { assignee } = chat(of).state.getSnapshot();
    const [owner] = [...agents.keys()].filter((name) => house.staff[name].id === assignee);
    await until(agent(present(owner, 'its owner')).conversation(id).state, is);
  }

  /** Only who is on the page sees it. */
  async function visitorSees(id: Visitor, text: string): Promise<void> {
    const client = guests.get(id);
    const current = client?.current.getSnapshot();
    if (client?.status.getSnapshot().phase === 'online' && current) await reads(current, text);
  }

  return {
    async act(step, conv) {
      if (isAgentStep(step))
        return await agentActs(step, 'of' in step ? agent(step.by).conversation(conv(step.of)) : null);
      return await visitorActs(step as ActOf<Visitor>);
    },
    async close() {
      for (const client of [...guests.values(), ...agents.values()]) client.dispose();
    },
  };
}

const isAgentStep = (step: ActOfPeople): step is ActOf<Agent> => Object.hasOwn(staff, step.by);

function reads({ timeline }: Pick<VisitorConversation, 'timeline'>, text: string): Promise<void> {
  return until(timeline, ({ items }) => items.some((item) => item.type !== 'event' && item.message.text === text));
}

function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`${what} is not here.`);
  return value;
}

function until<T>(store: Store<T>, is: (value: T) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`It never came; last: ${JSON.stringify(store.getSnapshot())}`));
    }, patienceMs);
    let isOver = false;
    const stop = store.subscribe((value) => {
      if (isOver || !is(value)) return;
      isOver = true;
      clearTimeout(timer);
      resolve();
      queueMicrotask(() => stop());
    });
  });
}
