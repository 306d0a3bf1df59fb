import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
    label: string;
    value: string;
    onSearch: (text: string) => void;
    small?: boolean;
    type?: 'search' | 'text' | 'datetime-local';
}

const REST = 250;

/** A field whose text is told when the typing rests. The first one of a view has the shortcut `/`. */
export function Search({ label, value, onSearch, small, type = 'search' }: Props) {
    const [text, setText] = useState(value);
    const told = useRef(value);
    useEffect(() => {
        const timer = setTimeout(() => {
            if (told.current !== text) {
                told.current = text;
                onSearch(text);
            }
        }, REST);
        return () => clearTimeout(timer);
    }, [text]);
    return (
        <label class={small ? 'field small' : 'field'}>
            <span>{label}</span>
            <input
                {...({ type } as { type: 'search' })}
                value={text}
                step={type === 'datetime-local' ? 1 : undefined}
                autocomplete="off"
                spellcheck={false}
                onInput={(e) => setText(e.currentTarget.value)}
            />
        </label>
    );
}
