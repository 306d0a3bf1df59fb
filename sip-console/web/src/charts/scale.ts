// The arithmetic of the charts. Pure.

/** The first round number that is not less than this: 1, 2, 2.5 or 5 times a power of ten. */
export function roundUp(value: number): number {
    if (!(value > 0)) {
        return 1;
    }
    const power = 10 ** Math.floor(Math.log10(value));
    const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= value * (1 - 1e-9)) ?? 10;
    return step * power;
}

/** A line through points; where there is no value it is interrupted. */
export function linePath(points: readonly (readonly [number, number | null])[]): string {
    let path = '';
    let down = false;
    for (const [x, y] of points) {
        if (y === null) {
            down = false;
            continue;
        }
        path += `${down ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
        if (!down) {
            path += 'h.01';
        }
        down = true;
    }
    return path;
}

/** Joins samples so that no more than `most` are left; of each group the largest value counts. */
export function thinned(values: readonly (number | null)[], most: number): (number | null)[] {
    if (values.length <= most) {
        return [...values];
    }
    const size = values.length / most;
    return Array.from({ length: most }, (_, i) => {
        const group = values
            .slice(Math.floor(i * size), Math.floor((i + 1) * size))
            .filter((each): each is number => each !== null);
        return group.length === 0 ? null : Math.max(...group);
    });
}
