namespace Portcullis.Policy.Network.Inputs;

/// <summary>The address families that something has, or that a packet is of.</summary>
[Flags]
internal enum IpFamily : byte
{
    None = 0,
    V4 = 1,
    V6 = 2,
    Both = V4 | V6,
}
