package org.openvman.provider.profile.metric;

import static org.openvman.provider.profile.metric.Formulas.figure;
import static org.openvman.provider.profile.metric.Formulas.hundredth;
import static org.openvman.provider.profile.metric.Formulas.load;
import static org.openvman.provider.profile.metric.Formulas.meanTime;
import static org.openvman.provider.profile.metric.Formulas.part;
import static org.openvman.provider.profile.metric.Formulas.processorsUsed;
import static org.openvman.provider.profile.metric.Formulas.rate;
import static org.openvman.provider.profile.metric.Formulas.share;
import static org.openvman.provider.profile.metric.Formulas.time;
import static org.openvman.provider.profile.metric.Formulas.timeGrowth;
import static org.openvman.provider.profile.metric.Formulas.trailAverage;
import static org.openvman.provider.profile.metric.Formulas.trailMaximum;
import static org.openvman.provider.profile.metric.Formulas.trailTime;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.metric.Reading;

/**
 * All metrics. The names are those of SBLIM's metric providers for KVM and Xen and of XenServer's (which ascribes them to
 * DSP1044 and DSP1045) where they mean the same; the other names follow their pattern.
 */
final class MetricTable {
    private static final BiFunction<Reading, Host, OptionalLong> HOST_PROCESSORS =
            (reading, host) -> OptionalLong.of(host.cpu().threads());
    private static final BiFunction<Reading, Host, OptionalLong> HOST_MEMORY =
            (reading, host) -> OptionalLong.of(host.memoryBytes());
    private static final BiFunction<Reading, Host, OptionalLong> OWN_PROCESSORS =
            (reading, host) -> reading.now(Figure.PROCESSORS);
    private static final BiFunction<Reading, Host, OptionalLong> THREADS =
            (reading, host) -> OptionalLong.of(host.cpu().threads());

    private static final List<Metric> ALL = Stream.of(
                    host(),
                    pools(),
                    system(),
                    disk(Subject.SYSTEM, "all its disks"),
                    network(Subject.SYSTEM, "all its network adapters"),
                    disk(Subject.DISK, "the disk"),
                    network(Subject.ADAPTER, "the network adapter"))
            .flatMap(List::stream)
            .toList();
    private static final Map<Subject, List<Metric>> BY_SUBJECT =
            ALL.stream().collect(Collectors.groupingBy(Metric::subject));

    private MetricTable() {}

    static List<Metric> all() {
        return ALL;
    }

    static List<Metric> of(Subject subject) {
        return BY_SUBJECT.getOrDefault(subject, List.of());
    }

    private static List<Metric> host() {
        Subject of = Subject.HOST;
        return List.of(
                counter(of, "CPUUsedTimeCounter", "Time that the host's processors worked", time(Figure.CPU_TIME)),
                counter(of, "UserModeTime", "The part of it in user mode, guests included", time(Figure.CPU_USER_TIME)),
                counter(of, "KernelModeTime", "The part of it in the kernel", time(Figure.CPU_KERNEL_TIME)),
                percent(
                        of,
                        "TotalCPUPercentage",
                        "Time that the processors worked, of all their time",
                        load(Figure.CPU_TIME, HOST_PROCESSORS)),
                new Metric(
                        of,
                        "UnusedGlobalCPUCapacity",
                        "How many processors' worth of time nobody used",
                        Unit.PROCESSOR,
                        Shape.INTERVAL,
                        processorsUsed(Figure.CPU_IDLE_TIME)),
                gauge(
                        of,
                        "HostFreePhysicalMemory",
                        "Memory that nobody uses, caches excluded",
                        Unit.BYTE,
                        figure(Figure.MEMORY_FREE)),
                new Metric(
                        of,
                        "HostMemoryPercentage",
                        "Memory in use, of all memory",
                        Unit.PERCENT,
                        Shape.GAUGE,
                        share(
                                reading -> part(Figure.MEMORY).applyAsDouble(reading)
                                        - part(Figure.MEMORY_FREE).applyAsDouble(reading),
                                (reading, host) -> reading.now(Figure.MEMORY))));
    }

    private static List<Metric> pools() {
        return List.of(
                gauge(
                        Subject.PROCESSOR_POOL,
                        "CPURPCapacity",
                        "Hardware threads of the pool",
                        Unit.COUNT,
                        hundredth(Figure.CAPACITY)),
                gauge(
                        Subject.PROCESSOR_POOL,
                        "CPURPReserved",
                        "Virtual processors allocated from the pool",
                        Unit.COUNT,
                        hundredth(Figure.RESERVED)),
                percent(
                        Subject.PROCESSOR_POOL,
                        "CPURPUtilized",
                        "Processor time that virtual systems used, of all time of the pool",
                        load(Figure.CPU_TIME, THREADS)),
                gauge(
                        Subject.MEMORY_POOL,
                        "MemoryRPCapacity",
                        "Memory of the pool",
                        Unit.BYTE,
                        figure(Figure.CAPACITY)),
                gauge(
                        Subject.MEMORY_POOL,
                        "MemoryRPAllocated",
                        "Memory allocated from the pool",
                        Unit.BYTE,
                        figure(Figure.RESERVED)),
                gauge(
                        Subject.STORAGE_POOL,
                        "StorageRPCapacity",
                        "Storage of the pool",
                        Unit.BYTE,
                        figure(Figure.CAPACITY)),
                gauge(
                        Subject.STORAGE_POOL,
                        "StorageRPAllocated",
                        "Storage that volumes of the pool occupy",
                        Unit.BYTE,
                        figure(Figure.RESERVED)));
    }

    private static List<Metric> system() {
        Subject of = Subject.SYSTEM;
        return List.of(
                counter(of, "CPUUsedTimeCounter", "Processor time used since the start", time(Figure.CPU_TIME)),
                counter(of, "UserModeTime", "The part of it in user mode of the host", time(Figure.CPU_USER_TIME)),
                counter(of, "KernelModeTime", "The part of it in the host's kernel", time(Figure.CPU_KERNEL_TIME)),
                counter(
                        of,
                        "CPUReadyTimeCounter",
                        "Time that virtual processors waited for one of the host's: what guests see as stolen",
                        time(Figure.CPU_READY_TIME)),
                new Metric(
                        of,
                        "TotalCPUTime",
                        "Processor time used in the last interval",
                        Unit.MICROSECOND,
                        Shape.INTERVAL,
                        timeGrowth(Figure.CPU_TIME)),
                percent(
                        of,
                        "ExternalViewTotalCPUPercentage",
                        "Processor time used, of all time of the host's processors",
                        load(Figure.CPU_TIME, HOST_PROCESSORS)),
                percent(
                        of,
                        "CPUVSUtilized",
                        "Processor time used, of all time of its virtual processors",
                        load(Figure.CPU_TIME, OWN_PROCESSORS)),
                percent(
                        of,
                        "CPUReadyPercentage",
                        "Time that it waited for processors, of all time of its virtual processors",
                        load(Figure.CPU_READY_TIME, OWN_PROCESSORS)),
                new Metric(
                        of,
                        "TenMinuteTotalCPUTime",
                        "Processor time used in ten minutes, or since sampling began",
                        Unit.MICROSECOND,
                        Shape.INTERVAL,
                        trailTime()),
                new Metric(
                        of,
                        "TenMinuteExternalViewTotalCPUPercentage",
                        "The mean of ExternalViewTotalCPUPercentage over ten minutes, or since sampling began",
                        Unit.PERCENT,
                        Shape.AVERAGE,
                        trailAverage()),
                new Metric(
                        of,
                        "TenMinuteMaximumExternalViewTotalCPUPercentage",
                        "The highest ExternalViewTotalCPUPercentage of ten minutes, by steps of ten seconds at least",
                        Unit.PERCENT,
                        Shape.MAXIMUM,
                        trailMaximum()),
                gauge(
                        of,
                        "ActiveVirtualProcessors",
                        "Virtual processors plugged in",
                        Unit.COUNT,
                        figure(Figure.PROCESSORS)),
                gauge(
                        of,
                        "PhysicalMemoryAllocatedToVirtualSystem",
                        "Memory that the balloon leaves it",
                        Unit.BYTE,
                        figure(Figure.MEMORY)),
                new Metric(
                        of,
                        "PhysicalMemoryAllocatedToVirtualSystemPercentage",
                        "The same, of all memory of the host",
                        Unit.PERCENT,
                        Shape.GAUGE,
                        share(part(Figure.MEMORY), HOST_MEMORY)),
                gauge(
                        of,
                        "WorkingSetSize",
                        "Memory of the host that it occupies, the hypervisor's own included",
                        Unit.BYTE,
                        figure(Figure.MEMORY_RESIDENT)));
    }

    private static List<Metric> disk(Subject of, String which) {
        return List.of(
                count(of, "ReadOperations", "Reads of " + which, Figure.READ_OPERATIONS),
                count(of, "WriteOperations", "Writes of " + which, Figure.WRITE_OPERATIONS),
                bytes(of, "BytesRead", "Bytes read from " + which, Figure.READ_BYTES),
                bytes(of, "BytesWritten", "Bytes written to " + which, Figure.WRITE_BYTES),
                throughput(of, "ReadThroughput", "Bytes read by the second from " + which, Figure.READ_BYTES),
                throughput(of, "WriteThroughput", "Bytes written by the second to " + which, Figure.WRITE_BYTES),
                latency(of, "ReadLatency", "Mean time of a read of " + which, Figure.READ_TIME, Figure.READ_OPERATIONS),
                latency(
                        of,
                        "WriteLatency",
                        "Mean time of a write of " + which,
                        Figure.WRITE_TIME,
                        Figure.WRITE_OPERATIONS));
    }

    private static List<Metric> network(Subject of, String which) {
        return List.of(
                bytes(of, "BytesReceived", "Bytes received through " + which, Figure.RECEIVED_BYTES),
                bytes(of, "BytesTransmitted", "Bytes sent through " + which, Figure.TRANSMITTED_BYTES),
                count(of, "PacketsReceived", "Packets received through " + which, Figure.RECEIVED_PACKETS),
                count(of, "PacketsTransmitted", "Packets sent through " + which, Figure.TRANSMITTED_PACKETS),
                throughput(
                        of,
                        "ReceiveThroughput",
                        "Bytes received by the second through " + which,
                        Figure.RECEIVED_BYTES),
                throughput(
                        of,
                        "TransmitThroughput",
                        "Bytes sent by the second through " + which,
                        Figure.TRANSMITTED_BYTES));
    }

    private static Metric counter(Subject of, String name, String meaning, Formula formula) {
        return new Metric(of, name, meaning, Unit.MICROSECOND, Shape.COUNTER, formula);
    }

    private static Metric count(Subject of, String name, String meaning, Figure figure) {
        return new Metric(of, name, meaning, Unit.COUNT, Shape.COUNTER, figure(figure));
    }

    private static Metric bytes(Subject of, String name, String meaning, Figure figure) {
        return new Metric(of, name, meaning, Unit.BYTE, Shape.COUNTER, figure(figure));
    }

    private static Metric throughput(Subject of, String name, String meaning, Figure counter) {
        return new Metric(of, name, meaning, Unit.BYTE_PER_SECOND, Shape.INTERVAL, rate(counter));
    }

    private static Metric latency(Subject of, String name, String meaning, Figure time, Figure operations) {
        return new Metric(of, name, meaning, Unit.MEAN_MICROSECOND, Shape.INTERVAL, meanTime(time, operations));
    }

    private static Metric percent(Subject of, String name, String meaning, Formula formula) {
        return new Metric(of, name, meaning, Unit.PERCENT, Shape.INTERVAL, formula);
    }

    private static Metric gauge(Subject of, String name, String meaning, Unit unit, Formula formula) {
        return new Metric(of, name, meaning, unit, Shape.GAUGE, formula);
    }
}
