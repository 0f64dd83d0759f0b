namespace Portcullis.Embedded.Validation;

/// <summary>What a probe is for; the rules differ a little.</summary>
internal enum ProbeKind
{
    Liveness,
    Readiness,
    Startup,
}
