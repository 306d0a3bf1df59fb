package dev.ringback.useragent;

import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The dialogs by their names, with their usages; and the usages that wait for dialogs to be formed
/// by the peer, under names without the peer's tag.
final class DialogTable {
    private final Map<DialogId, Entry> entries = new HashMap<>();
    private final Map<DialogId, List<DialogUsage>> expecting = new HashMap<>(2);

    /// A dialog and who uses it.
    private record Entry(Dialog dialog, List<DialogUsage> usages) {}

    void enter(Dialog dialog, DialogUsage usage) {
        Entry known = entries.get(dialog.id());
        if (known == null) {
            entries.put(dialog.id(), new Entry(dialog, List.of(usage)));
        } else if (known.dialog() != dialog) {
            throw new IllegalStateException("a second dialog " + dialog);
        } else if (!known.usages().contains(usage)) {
            entries.put(dialog.id(), new Entry(dialog, with(known.usages(), usage)));
        }
    }

    void leave(DialogId id, DialogUsage usage) {
        Entry known = entries.get(id);
        if (known == null || !known.usages().contains(usage)) {
            return;
        }
        List<DialogUsage> others = without(known.usages(), usage);
        if (others.isEmpty()) {
            known.dialog().terminate();
            entries.remove(id);
        } else {
            entries.put(id, new Entry(known.dialog(), others));
        }
    }

    List<DialogUsage> remove(DialogId id) {
        Entry known = entries.remove(id);
        if (known == null) {
            return List.of();
        }
        known.dialog().terminate();
        return known.usages();
    }

    @Nullable Dialog dialog(DialogId id) {
        Entry known = entries.get(id);
        return known == null ? null : known.dialog();
    }

    List<DialogUsage> usages(DialogId id) {
        Entry known = entries.get(id);
        return known == null ? List.of() : known.usages();
    }

    int size() {
        return entries.size();
    }

    void expect(DialogId half, DialogUsage usage) {
        expecting.merge(half, List.of(usage), (there, _) -> with(there, usage));
    }

    void expectNoMore(DialogId half, DialogUsage usage) {
        expecting.computeIfPresent(
                half,
                (_, there) -> {
                    List<DialogUsage> others = without(there, usage);
                    return others.isEmpty() ? null : others;
                });
    }

    List<DialogUsage> expecting(DialogId id) {
        return expecting.getOrDefault(new DialogId(id.callId(), id.localTag(), ""), List.of());
    }

    private static List<DialogUsage> with(List<DialogUsage> usages, DialogUsage more) {
        List<DialogUsage> all = new ArrayList<>(usages);
        all.add(more);
        return List.copyOf(all);
    }

    private static List<DialogUsage> without(List<DialogUsage> usages, DialogUsage one) {
        return usages.stream().filter(each -> !each.equals(one)).toList();
    }
}
