using System.Security.Cryptography;
using System.Text;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>What containers share with their pod.</summary>
/// <param name="Options">How long things take.</param>
/// <param name="RestartPolicy">The pod's.</param>
/// <param name="PodText">The pod as the kubelet writes it: <c>name_namespace(uid)</c>.</param>
/// <param name="ConfigFault">Why a container cannot be configured, such as a secret that is not there; null when it can.</param>
/// <param name="Network">The node's network.</param>
/// <param name="Tell">Where events go.</param>
internal sealed record ContainerSetting(
    SimulationOptions Options,
    string RestartPolicy,
    string PodText,
    Func<Container, string?> ConfigFault,
    NodeNetwork Network,
    Action<PodOccurrence> Tell)
{
    /// <summary>64 hex digits that stand for one run of one container of this pod.</summary>
    public string Fingerprint(string name, int run) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{PodText}/{name}/{run}")));
}
