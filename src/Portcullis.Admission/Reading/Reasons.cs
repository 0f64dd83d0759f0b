namespace Portcullis.Admission.Reading;

/// <summary>Collects the reasons of one admission.</summary>
internal sealed class Reasons
{
    // As many as a person would read; a manifest of 64 KiB could give thousands.
    private const int Most = 100;

    private readonly List<AdmissionReason> _list = [];

    public bool Any => _list.Count > 0;

    public int Count => _list.Count;

    /// <summary>True when more would not be kept, so that working them out is wasted.</summary>
    public bool IsFull => _list.Count >= Most;

    public IReadOnlyList<AdmissionReason> All => _list;

    public void Add(FieldPath path, string message, string? found = null, string? allowed = null, string? hint = null) =>
        Add(path.ToString(), message, found, allowed, hint);

    public void Add(string path, string message, string? found = null, string? allowed = null, string? hint = null) =>
        Add(new AdmissionReason(path, message, found is null ? null : Shown.Text(found), allowed, hint));

    /// <summary>Adds what is wrong beside the manifest.</summary>
    public void AddOfRequest(string path, string message, string? found = null, string? allowed = null, string? hint = null) =>
        Add(new AdmissionReason(path, message, found is null ? null : Shown.Text(found), allowed, hint) { IsOfRequest = true });

    private void Add(AdmissionReason reason)
    {
        if (!IsFull)
        {
            _list.Add(reason);
        }
    }
}
