namespace Portcullis.Admission.Reading;

/// <summary>What every reader needs.</summary>
/// <param name="Policy">The operator's policy.</param>
/// <param name="Profile">The profile asked for.</param>
/// <param name="Reasons">Where reasons go.</param>
internal sealed record ReadContext(AdmissionPolicy Policy, Profile Profile, Reasons Reasons);
