import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Call, Lane, Message, Reason, Remark } from '../api';
import { duration, tone } from '../format';
import { causeText, t } from '../i18n';
import { layout, type Arrow, type Item, type Layout, type Note } from './layout';

export type Chosen = { message: Message } | { remark: Remark };

interface Props {
    call: Call;
    chosen: Chosen | null;
    onChoose: (chosen: Chosen) => void;
}

const HEAD = 44;

/** The messages of a call as arrows between the parties, from top to bottom. */
export function Ladder({ call, chosen, onChoose }: Props) {
    const box = useRef<HTMLDivElement>(null);
    const width = useWidth(box);
    const plan = useMemo(
        () => layout(call, width, causeName),
        [call, width, t('lang.name')],
    );
    const stops = plan.items.filter((item): item is Arrow | Note => item.kind !== 'pause');
    const [stop, setStop] = useState(0);
    const current = Math.min(stop, Math.max(0, stops.length - 1));

    const move = (to: number) => {
        const target = Math.max(0, Math.min(stops.length - 1, to));
        setStop(target);
        const element = box.current?.querySelector<SVGElement>(`[data-stop="${target}"]`);
        element?.focus();
        element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    };
    const onKey = (e: KeyboardEvent) => {
        const steps: Record<string, number> = {
            ArrowDown: current + 1,
            ArrowUp: current - 1,
            Home: 0,
            End: stops.length - 1,
        };
        const to = steps[e.key];
        const here = stops[current];
        if (to !== undefined) {
            e.preventDefault();
            move(to);
        } else if ((e.key === 'Enter' || e.key === ' ') && here) {
            e.preventDefault();
            onChoose(choiceOf(here));
        }
    };
    return (
        <div class="ladder" ref={box}>
            <Heads plan={plan} />
            <svg
                width={plan.width}
                height={plan.height}
                role="listbox"
                aria-label={t('ladder.label')}
                onKeyDown={onKey}
            >
                {plan.columns.map((column) => (
                    <line class="life" x1={column.x} x2={column.x} y1={0} y2={plan.height} />
                ))}
                {plan.items.map((item) => {
                    if (item.kind === 'pause') {
                        return <Gap plan={plan} y={item.y} ms={item.ms} />;
                    }
                    const index = stops.indexOf(item);
                    return (
                        <g
                            key={keyOf(item)}
                            role="option"
                            data-stop={index}
                            class={classOf(item, chosen)}
                            tabindex={index === current ? 0 : -1}
                            aria-selected={isChosen(item, chosen)}
                            aria-label={spoken(item, call)}
                            onFocus={() => setStop(index)}
                            onClick={() => onChoose(choiceOf(item))}
                        >
                            {item.kind === 'arrow' ? (
                                <ArrowShape item={item} plan={plan} />
                            ) : (
                                <NoteShape item={item} plan={plan} />
                            )}
                        </g>
                    );
                })}
            </svg>
            {plan.left + call.forgotten > 0 && (
                <p class="hint">{t('ladder.left', { n: plan.left + call.forgotten })}</p>
            )}
        </div>
    );
}

/** The names of the parties; they stay in sight while the ladder scrolls. */
function Heads({ plan }: { plan: Layout }) {
    const letters = Math.floor((plan.gap - 8) / 7.2);
    return (
        <svg class="heads" width={plan.width} height={HEAD} aria-hidden="true">
            {plan.columns.map(({ x, lane }) => (
                <g class={lane.own ? 'head own' : 'head'}>
                    <title>{lane.addresses.join('\n')}</title>
                    <rect x={x - plan.gap / 2 + 6} y={4} width={plan.gap - 12} height={HEAD - 8} rx={4} />
                    <text class="party" x={x} y={19}>
                        {shortened(nameOf(lane), letters)}
                    </text>
                    <text class="place" x={x} y={33}>
                        {shortened(lane.addresses[0] ?? '', letters + 2)}
                    </text>
                </g>
            ))}
        </svg>
    );
}

function ArrowShape({ item, plan }: { item: Arrow; plan: Layout }) {
    const { y, from, to, message } = item;
    const loop = from === to;
    const way = to > from ? 1 : -1;
    const path = loop
        ? `M${from} ${y - 8}h22v8h-18`
        : `M${from + way * 3} ${y}H${to - way * 4}`;
    const tip = loop ? from + 3 : to - way * 2;
    const back = loop ? 1 : -way;
    return (
        <>
            <rect class="row" x={0} y={y - 24} width={plan.width} height={33} />
            <text class="time" x={plan.gutter - 8} y={y + 1}>
                {duration(message.sinceStartMs)}
            </text>{' '}
            <text class="label" x={loop ? from + 28 : (from + to) / 2} y={y - 6}>
                {item.label}
            </text>
            <path class="shaft" d={path} />
            <path class="tip" d={`M${tip} ${y}l${back * 8} -4v8z`} />
        </>
    );
}

function NoteShape({ item, plan }: { item: Note; plan: Layout }) {
    const { x, y, width, remark, decisive } = item;
    return (
        <>
            <rect class="row" x={0} y={y - 17} width={plan.width} height={33} />
            <text class="time" x={plan.gutter - 8} y={y + 4}>
                {duration(remark.sinceStartMs)}
            </text>{' '}
            <rect class="box" x={x - width / 2} y={y - 12} width={width} height={24} rx={12} />
            <text class="verdict" x={x} y={y + 4}>
                <tspan class="status">{remark.status}</tspan> {causeName(decisive)}
            </text>
        </>
    );
}

function Gap({ plan, y, ms }: { plan: Layout; y: number; ms: number }) {
    return (
        <g class="pause" aria-hidden="true">
            <line x1={plan.gutter} x2={plan.width - 4} y1={y + 6} y2={y + 6} />
            <text class="time" x={plan.gutter - 8} y={y + 10}>
                {'+' + duration(ms)}
            </text>
        </g>
    );
}

export function causeName(reason: Reason): string {
    return causeText(reason.kind);
}

function nameOf(lane: Lane | undefined): string {
    return lane?.own ? t('ladder.own') : (lane?.name ?? '');
}

function spoken(item: Arrow | Note, call: Call): string {
    if (item.kind === 'note') {
        return t('ladder.decided', {
            status: item.remark.status,
            cause: causeName(item.decisive),
            time: duration(item.remark.sinceStartMs),
        });
    }
    const { message, label } = item;
    return t(message.repeats === null ? 'ladder.arrow' : 'ladder.repeated', {
        label,
        from: nameOf(call.lanes[message.fromLane]),
        to: nameOf(call.lanes[message.toLane]),
        time: duration(message.sinceStartMs),
    });
}

function classOf(item: Arrow | Note, chosen: Chosen | null): string {
    const words = [item.kind, isChosen(item, chosen) ? 'chosen' : ''];
    if (item.kind === 'arrow') {
        words.push('branch' + item.colour, 'tone-' + tone(item.message.status));
        words.push(item.message.repeats === null ? '' : 'repeat');
    } else {
        words.push('tone-' + tone(item.remark.status));
    }
    return words.filter(Boolean).join(' ');
}

function keyOf(item: Arrow | Note): string {
    return item.kind === 'arrow' ? 'm' + item.message.index : 'r' + item.remark.at + item.remark.status;
}

function choiceOf(item: Arrow | Note): Chosen {
    return item.kind === 'arrow' ? { message: item.message } : { remark: item.remark };
}

function isChosen(item: Item, chosen: Chosen | null): boolean {
    if (!chosen || item.kind === 'pause') {
        return false;
    }
    return item.kind === 'arrow'
        ? 'message' in chosen && chosen.message.index === item.message.index
        : 'remark' in chosen &&
              chosen.remark.at === item.remark.at &&
              chosen.remark.status === item.remark.status;
}

function shortened(text: string, letters: number): string {
    return text.length <= letters ? text : text.slice(0, Math.max(1, letters - 1)) + '…';
}

/** The width of an element, followed. */
export function useWidth(box: { current: HTMLElement | null }): number {
    const [width, setWidth] = useState(640);
    useEffect(() => {
        const element = box.current;
        if (!element) {
            return;
        }
        const measure = () => setWidth(Math.floor(element.clientWidth) || 640);
        measure();
        const observer = new ResizeObserver(measure);
        observer.observe(element);
        return () => observer.disconnect();
    }, []);
    return width;
}
