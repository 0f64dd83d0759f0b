using System.Diagnostics;
using System.Globalization;
using Portcullis.Admission;
using Portcullis.Policy.PodSecurity;

namespace Portcullis.Benchmarks.Admission;

/// <summary>What one admission costs, from text to hardened pod, and one evaluation of the Pod Security Standards at restricted.</summary>
internal static class AdmissionBenchmark
{
    // The median of many short rounds: what else the machine does hits some of them, not most.
    private const int Rounds = 201;
    private const int Warmup = 3_000;

    /// <summary>A web front and its database, as challenge authors write them.</summary>
    private const string Manifest = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: challenge
          labels:
            app: web
        spec:
          containers:
            - name: web
              image: registry.example.org/ctf/web:1.4
              env:
                - name: DATABASE_URL
                  value: mysql://app:app@127.0.0.1/app
              ports:
                - containerPort: 80
                  protocol: TCP
              readinessProbe:
                httpGet:
                  path: /
                  port: 80
                periodSeconds: 2
              resources:
                requests: {cpu: "100m", memory: "128Mi"}
                limits: {cpu: "250m", memory: "256Mi"}
            - name: db
              image: mariadb:11
              env:
                - name: MARIADB_ROOT_PASSWORD
                  value: root
              volumeMounts:
                - name: data
                  mountPath: /var/lib/mysql
              resources:
                limits: {cpu: "250m", memory: "512Mi"}
          volumes:
            - name: data
              emptyDir: {sizeLimit: 256Mi}
        """;

    /// <summary>Runs it.</summary>
    /// <returns>One line of JSON: microseconds and bytes for each.</returns>
    public static string Run()
    {
        var admitter = new Admitter(new AdmissionPolicy());
        var request = new AdmissionRequest { Manifest = Manifest, TargetPorts = [new TargetPort(80, PortProtocol.Tcp)], Profile = "restricted" };
        var pod = admitter.Admit(request) is Admitted admitted ? admitted.Pod : throw new InvalidOperationException("the sample is not admitted");
        var admit = Measure(50, () => admitter.Admit(request));
        var evaluate = Measure(5_000, () => PodSecurityStandards.Evaluate(PodSecurityLevel.Restricted, PodSecurityVersion.Latest, pod.Metadata, pod.Spec!));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"admit_us\": {admit.Micros:0.0}, \"admit_bytes\": {admit.Bytes}, \"evaluate_us\": {evaluate.Micros:0.000}, \"evaluate_bytes\": {evaluate.Bytes}}}");
    }

    private static (double Micros, long Bytes) Measure(int count, Func<object> work)
    {
        for (var i = 0; i < Warmup; i++)
        {
            GC.KeepAlive(work());
        }

        var micros = new double[Rounds];
        long bytes = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < count; i++)
            {
                GC.KeepAlive(work());
            }

            micros[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / count;
        }

        Array.Sort(micros);
        return (micros[Rounds / 2], bytes);
    }
}
