using System.Diagnostics;

namespace Portcullis.Stacks.Tests.Isolation;

/// <summary>The busybox of the machine, where it can play the one of a container.</summary>
internal static class BusyboxProgram
{
    private static readonly string? Found = ((string[])["/usr/bin/busybox", "/bin/busybox"]).FirstOrDefault(File.Exists);
    private static readonly Lazy<bool> Obeys = new(() => ObeysPath(Found!));

    /// <summary>Its path; skips the test where there is none, or one whose shell looks for programs in itself first (Debian's busybox-static): there a test cannot put another in a program's place.</summary>
    public static string Path()
    {
        Assert.SkipWhen(Found is null, "busybox is not installed; on Debian: apt-get install busybox");
        Assert.SkipUnless(Obeys.Value, $"the shell of {Found} does not look for programs on its PATH; on Debian: apt-get install busybox, which replaces busybox-static");
        return Found!;
    }

    private static bool ObeysPath(string program)
    {
        var folder = Directory.CreateTempSubdirectory("busybox-");
        try
        {
            var other = System.IO.Path.Combine(folder.FullName, "nc");
            File.CreateSymbolicLink(System.IO.Path.Combine(folder.FullName, "sh"), program);
            File.WriteAllText(other, $"#!{folder.FullName}/sh\necho found\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(other, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            var start = new ProcessStartInfo(System.IO.Path.Combine(folder.FullName, "sh"), ["-c", "nc"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment.Clear();
            start.Environment["PATH"] = folder.FullName;
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return said.Trim() == "found";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
