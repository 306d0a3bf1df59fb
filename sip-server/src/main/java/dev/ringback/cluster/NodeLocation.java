package dev.ringback.cluster;

import dev.ringback.flow.FlowRule;
import dev.ringback.header.NameAddress;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Departure;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A table of bindings that several nodes share, as one of them sees it.
///
/// A client that is reached by a flow of this node is stored with a Path that names the node and
/// the flow, so that the others reach it through here: RFC 3327, RFC 5626 §5.3. This node does not
/// see that Path. A connection that it had in an earlier life is gone, and so is the way through a
/// node that is down.
public final class NodeLocation implements LocationService {
    private final LocationService shared;
    private final NodeAddress node;
    private final Sharing sharing;
    private final Nodes nodes;

    /// @param shared the table
    /// @param node which one this is
    /// @param sharing whom this node reaches by itself
    /// @param nodes the other ones; closed with this
    public NodeLocation(LocationService shared, NodeAddress node, Sharing sharing, Nodes nodes) {
        this.shared = shared;
        this.node = node;
        this.sharing = sharing;
        this.nodes = nodes;
    }

    @Override
    public List<Binding> bindings(AddressOfRecord aor, long now) {
        return seen(shared.bindings(aor, now));
    }

    @Override
    public Lookup<List<Binding>> find(AddressOfRecord aor, long now) {
        return map(shared.find(aor, now), this::seen);
    }

    @Override
    public Lookup<List<Binding>> update(
            AddressOfRecord aor, long now, UnaryOperator<List<Binding>> change) {
        return map(shared.update(aor, now, stored -> changed(stored, change)), this::own);
    }

    private List<Binding> changed(List<Binding> stored, UnaryOperator<List<Binding>> change) {
        List<Binding> before = own(stored);
        List<Binding> after = change.apply(before);
        return after.equals(before) ? stored : each(after, this::stored);
    }

    private static Lookup<List<Binding>> map(
            Lookup<List<Binding>> lookup, UnaryOperator<List<Binding>> how) {
        return switch (lookup) {
            case Lookup.Settled<List<Binding>> settled -> mapped(settled, how);
            case Lookup.Pending<List<Binding>>(var begin) ->
                    new Lookup.Pending<>(
                            back -> begin.accept(settled -> back.accept(mapped(settled, how))));
        };
    }

    private static Lookup.Settled<List<Binding>> mapped(
            Lookup.Settled<List<Binding>> settled, UnaryOperator<List<Binding>> how) {
        return settled instanceof Lookup.Found<List<Binding>>(var found)
                ? new Lookup.Found<>(how.apply(found))
                : settled;
    }

    /// The same list where nothing changes, as mostly.
    private static List<Binding> each(List<Binding> bindings, UnaryOperator<Binding> how) {
        List<Binding> mapped = new ArrayList<>(bindings);
        mapped.replaceAll(how);
        return mapped.equals(bindings) ? bindings : List.copyOf(mapped);
    }

    /// What a request of this node's sees of what is stored: the ways that lead somewhere.
    private List<Binding> seen(List<Binding> stored) {
        return each(own(stored), this::marked);
    }

    /// The way through a node that is down leads nowhere, as long as it is.
    private Binding marked(Binding binding) {
        if (binding.path().isEmpty() || binding.failed()) {
            return binding;
        }
        String through = NodeAddress.node(binding.path().getFirst());
        return through == null || nodes.up(through) ? binding : binding.flowFailed();
    }

    private List<Binding> own(List<Binding> stored) {
        return each(stored, this::own);
    }

    /// A stored binding without the Path that leads here.
    private Binding own(Binding stored) {
        List<NameAddress> path = stored.path();
        if (path.isEmpty() || !node.leadsHere(path.getFirst())) {
            return stored;
        }
        Binding here = stored.withPath(path.subList(1, path.size()));
        boolean gone = !node.written(path.getFirst()) && here.onConnection() && !here.failed();
        return gone ? here.flowFailed() : here;
    }

    /// A binding as it is stored: with a Path that leads here, where the client has to be reached
    /// through here.
    private Binding stored(Binding binding) {
        if (!binding.path().isEmpty()) {
            return binding;
        }
        boolean phone = sharing == Sharing.FEDERATION && atItsContact(binding);
        return binding.onlyByFlow() || phone
                ? binding.withPath(List.of(node.path(binding.flow())))
                : binding;
    }

    /// Whether who registered is who is reached: a contact elsewhere is an address for everybody.
    private static boolean atItsContact(Binding binding) {
        return binding.flowUse() != null
                || (binding.contact() instanceof SipUri contact
                        && binding.flow()
                                .remote()
                                .getAddress()
                                .equals(FlowRule.literal(contact.host())));
    }

    @Override
    public int sweep(long now, int max) {
        return shared.sweep(now, max);
    }

    @Override
    public long size() {
        return shared.size();
    }

    @Override
    public @Nullable Departure departed(AddressOfRecord aor, long now) {
        return shared.departed(aor, now);
    }

    @Override
    public @Nullable String trouble() {
        return shared.trouble();
    }

    @Override
    public void snapshot(long now, BiConsumer<AddressOfRecord, List<Binding>> reader) {
        shared.snapshot(now, (aor, stored) -> reader.accept(aor, seen(stored)));
    }

    /// With the Paths that lead to the nodes.
    @Override
    public void dump(long now, BiConsumer<AddressOfRecord, List<Binding>> reader) {
        shared.dump(now, reader);
    }

    @Override
    public Watch watch(BiConsumer<AddressOfRecord, List<Binding>> watcher) {
        return shared.watch((aor, stored) -> watcher.accept(aor, seen(stored)));
    }

    @Override
    public void close() {
        nodes.close();
        shared.close();
    }
}
