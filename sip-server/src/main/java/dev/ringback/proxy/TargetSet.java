package dev.ringback.proxy;

import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Where a request is to be tried: RFC 3261 §16.5 and §16.6. Groups that are tried one after the
/// other, each with all its targets at once. No place is in it twice. Immutable.
public final class TargetSet {
    private final List<List<Target>> groups;

    private TargetSet(List<List<Target>> groups) {
        this.groups = groups;
    }

    /// No target at all.
    public static TargetSet none() {
        return new TargetSet(List.of());
    }

    /// One place.
    public static TargetSet of(Uri uri) {
        return of(Target.of(uri));
    }

    /// One place.
    public static TargetSet of(Target target) {
        return new TargetSet(List.of(List.of(target)));
    }

    /// Groups of equal `q`, the highest first.
    public static TargetSet byPreference(List<Target> targets) {
        if (targets.size() == 1) {
            return of(targets.getFirst());
        }
        TreeMap<Integer, List<Target>> groups = new TreeMap<>((one, other) -> other - one);
        for (Target target : targets) {
            groups.computeIfAbsent(target.q(), _ -> new ArrayList<>()).add(target);
        }
        return inGroups(List.copyOf(groups.values()));
    }

    /// All at once, whatever their `q`.
    public static TargetSet parallel(List<Target> targets) {
        return inGroups(List.of(targets));
    }

    /// One after the other, in this order, whatever their `q`.
    public static TargetSet sequence(List<Target> targets) {
        List<List<Target>> groups = new ArrayList<>();
        targets.forEach(target -> groups.add(List.of(target)));
        return inGroups(groups);
    }

    /// These groups in this order. Empty groups and repeated places are left out.
    public static TargetSet inGroups(List<List<Target>> groups) {
        List<Target> known = new ArrayList<>();
        List<List<Target>> unique = new ArrayList<>();
        for (List<Target> group : groups) {
            List<Target> added = new ArrayList<>();
            for (Target target : group) {
                if (known.stream().noneMatch(target::samePlace)) {
                    known.add(target);
                    added.add(target);
                }
            }
            if (!added.isEmpty()) {
                unique.add(List.copyOf(added));
            }
        }
        return new TargetSet(List.copyOf(unique));
    }

    /// Those to which a request may go, by the scheme of its Request-URI: [Target#fitting].
    ///
    /// @param requestUri whom the request is for
    TargetSet fitting(Uri requestUri) {
        boolean sips = requestUri.secure();
        if (groups.stream().allMatch(group -> group.stream().allMatch(t -> t.fits(sips)))) {
            return this;
        }
        List<List<Target>> kept = new ArrayList<>(groups.size());
        for (List<Target> group : groups) {
            List<Target> fitting = new ArrayList<>(group.size());
            for (Target target : group) {
                Target fit = target.fitting(sips);
                if (fit != null) {
                    fitting.add(fit);
                }
            }
            kept.add(fitting);
        }
        return inGroups(kept);
    }

    /// The groups in the order in which they are tried; none of them is empty.
    public List<List<Target>> groups() {
        return groups;
    }

    /// Whether there is nothing to try.
    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /// Whether there is more than one target: then the request forks (RFC 5393 §4.1).
    public boolean forks() {
        return groups.size() > 1 || (groups.size() == 1 && groups.getFirst().size() > 1);
    }

    /// The number of targets of the largest group.
    int widest() {
        int widest = 0;
        for (List<Target> group : groups) {
            widest = Math.max(widest, group.size());
        }
        return widest;
    }

    @Override
    public String toString() {
        return groups.toString();
    }
}
