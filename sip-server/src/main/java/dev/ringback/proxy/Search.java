package dev.ringback.proxy;

import dev.ringback.cause.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The branches of a request and the targets that are still to be tried: RFC 3261 §16.6. Groups are
/// tried one after the other, the targets of a group at once, and the breadth of a group that is
/// done serves the next one (RFC 5393 §5.3.3.1).
final class Search {
    private final ResponseContext context;
    private final int breadth;
    private final List<Branch> branches = new ArrayList<>(1);
    private final Deque<Group> waiting = new ArrayDeque<>(1);
    private int redirected;
    private boolean starting;
    private boolean ended;

    /// Targets that wait for their turn.
    ///
    /// @param depth how many redirections led to them
    private record Group(List<Target> targets, int depth) {}

    Search(ResponseContext context, int breadth) {
        this.context = context;
        this.breadth = breadth;
    }

    /// Puts targets at the end, as far as their groups do not have more branches than the request
    /// may.
    ///
    /// @return whether there is anything to try
    boolean add(TargetSet targets) {
        for (List<Target> group : targets.groups()) {
            if (group.size() <= breadth) {
                waiting.addLast(new Group(group, 0));
            }
        }
        return !waiting.isEmpty();
    }

    /// All branches that were opened.
    List<Branch> branches() {
        return branches;
    }

    /// Whether nothing runs.
    boolean idle() {
        if (starting) {
            return false;
        }
        for (int i = branches.size() - 1; i >= 0; i--) {
            if (!branches.get(i).done()) {
                return false;
            }
        }
        return true;
    }

    /// Whether no branch may be opened any more.
    boolean ended() {
        return ended;
    }

    /// Starts the group whose turn it is.
    ///
    /// @return whether there was one
    boolean startNext() {
        Group group = waiting.pollFirst();
        if (group == null) {
            return false;
        }
        start(group, breadth);
        return true;
    }

    /// Whether a target of a redirection may be tried: nobody has tried it, and it is not one too
    /// many (RFC 3261 §16.5).
    boolean mayAdd(Target target) {
        boolean known =
                branches.stream().anyMatch(branch -> branch.target().samePlace(target))
                        || waiting.stream()
                                .flatMap(group -> group.targets().stream())
                                .anyMatch(target::samePlace);
        if (known || redirected == context.proxy().settings().mostRedirected()) {
            return false;
        }
        redirected++;
        return true;
    }

    /// Tries the places that a redirection names: the first group of them at once, with the breadth
    /// of the branch that was redirected, and the others before all that wait.
    void redirect(Branch from, TargetSet targets) {
        int depth = from.share().depth() + 1;
        int freed = from.share().breadth();
        List<List<Target>> groups = targets.groups();
        for (List<Target> group : groups.subList(1, groups.size()).reversed()) {
            waiting.addFirst(new Group(group, depth));
        }
        List<Target> first = groups.getFirst();
        if (first.size() > freed) {
            waiting.addFirst(new Group(first.subList(freed, first.size()), depth));
            first = first.subList(0, freed);
        }
        start(new Group(first, depth), freed);
    }

    /// Opens no branch any more and cancels those that run.
    ///
    /// @param cause what ended them
    void end(Cause cause) {
        ended = true;
        waiting.clear();
        for (int i = 0; i < branches.size(); i++) {
            branches.get(i).cancel(cause);
        }
    }

    /// Waits no longer for those that run, and tries none that wait; what comes after is another
    /// matter.
    void giveUp() {
        waiting.clear();
        for (int i = 0; i < branches.size(); i++) {
            branches.get(i).giveUp();
        }
    }

    /// Notes what those that run wait for: their request has no time left.
    void overdue() {
        for (int i = 0; i < branches.size(); i++) {
            branches.get(i).overdue();
        }
    }

    private void start(Group group, int shared) {
        boolean outer = starting;
        starting = true;
        int first = branches.size();
        int count = group.targets().size();
        for (int i = 0; i < count; i++) {
            var share = new Branch.Share(Breadth.share(shared, count, i), group.depth());
            branches.add(new Branch(context, group.targets().get(i), share));
        }
        for (int i = first; i < first + count && !ended; i++) {
            branches.get(i).start();
        }
        starting = outer;
    }
}
