namespace Portcullis.Cli;

/// <summary>Files that only their owner may read, such as a kubeconfig.</summary>
internal static class PrivateFile
{
    /// <summary>Writes a file so that it is never there in part, nor readable by others for a moment.</summary>
    /// <param name="path">The file; replaced when it exists.</param>
    /// <param name="text">What goes into it.</param>
    /// <param name="cancellationToken">Gives up; the file is then as it was.</param>
    /// <exception cref="IOException">It cannot be written. The message is fit for the user.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            var writer = new StreamWriter(temporary, options);
            await using (writer.ConfigureAwait(false))
            {
                await writer.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
