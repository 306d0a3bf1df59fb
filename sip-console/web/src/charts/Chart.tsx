import { useRef, useState } from 'preact/hooks';
import { amount, clock } from '../format';
import { t } from '../i18n';
import { useWidth } from '../ladder/Ladder';
import { linePath, roundUp } from './scale';

export interface Series {
    name: string;
    values: readonly (number | null)[];
}

interface Props {
    title: string;
    unit: string;
    /** When each sample ends, of all series alike. */
    times: readonly string[];
    series: readonly Series[];
}

const HEIGHT = 150;
const LEFT = 46;
const TOP = 8;
const BOTTOM = 20;

/** Lines over time. Arrow keys and the pointer move along it and read out what was when. */
export function Chart({ title, unit, times, series }: Props) {
    const box = useRef<HTMLDivElement>(null);
    const width = useWidth(box);
    const [at, setAt] = useState<number | null>(null);
    const last = times.length - 1;
    const here = at === null ? last : Math.min(at, last);
    const top = roundUp(Math.max(...series.flatMap((each) => each.values.map((v) => v ?? 0)), 0));
    const x = (i: number) => LEFT + (last <= 0 ? 0 : (i / last) * (width - LEFT - 6));
    const y = (value: number) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);

    const move = (to: number) => setAt(Math.max(0, Math.min(last, to)));
    const onKey = (e: KeyboardEvent) => {
        const steps: Record<string, number> = {
            ArrowLeft: here - 1,
            ArrowRight: here + 1,
            PageUp: here - 30,
            PageDown: here + 30,
            Home: 0,
            End: last,
        };
        const to = steps[e.key];
        if (to !== undefined) {
            e.preventDefault();
            move(to);
        }
    };
    const readout = series
        .map((each) => `${each.name} ${valueText(each.values[here], unit)}`)
        .join(', ');
    return (
        <figure class="chart">
            <figcaption>
                <h2>{title}</h2>
                <p class="legend" aria-hidden="true">
                    {series.map((each, i) => (
                        <span class={'series' + i}>
                            {each.name} <b>{valueText(each.values[here], unit)}</b>
                        </span>
                    ))}
                </p>
            </figcaption>
            <div
                ref={box}
                class="plot"
                tabIndex={0}
                role="slider"
                aria-label={title}
                aria-valuemin={0}
                aria-valuemax={Math.max(0, last)}
                aria-valuenow={Math.max(0, here)}
                aria-valuetext={`${clock(times[here] ?? '')}: ${readout}`}
                onKeyDown={onKey}
                onPointerMove={(e) => {
                    const left = e.currentTarget.getBoundingClientRect().left;
                    move(Math.round(((e.clientX - left - LEFT) / (width - LEFT - 6)) * last));
                }}
                onPointerLeave={() => setAt(null)}
                onBlur={() => setAt(null)}
            >
                <svg width={width} height={HEIGHT} aria-hidden="true">
                    {[0, 0.5, 1].map((part) => (
                        <g class="grid">
                            <line x1={LEFT} x2={width - 6} y1={y(part * top)} y2={y(part * top)} />
                            <text x={LEFT - 6} y={y(part * top) + 4}>
                                {amount(part * top)}
                            </text>
                        </g>
                    ))}
                    {times.length > 1 &&
                        [0, Math.floor(last / 2), last].map((i, place) => (
                            <text class={'tick place' + place} x={x(i)} y={HEIGHT - 4}>
                                {clock(times[i] ?? '').slice(0, 5)}
                            </text>
                        ))}
                    {series.map((each, i) => (
                        <path
                            class={'curve series' + i}
                            d={linePath(each.values.map((v, k) => [x(k), v === null ? null : y(v)]))}
                        />
                    ))}
                    {at !== null && (
                        <g class="cursor">
                            <line x1={x(here)} x2={x(here)} y1={TOP} y2={HEIGHT - BOTTOM} />
                            <text x={Math.min(Math.max(x(here), LEFT + 30), width - 36)} y={TOP + 8}>
                                {clock(times[here] ?? '')}
                            </text>
                        </g>
                    )}
                </svg>
                {times.length === 0 && <p class="hint">{t('rates.none')}</p>}
            </div>
        </figure>
    );
}

function valueText(value: number | null | undefined, unit: string): string {
    return value === null || value === undefined ? '–' : amount(value) + (unit && ' ' + unit);
}
